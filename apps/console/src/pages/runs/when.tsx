import { calendarDay, moment } from '../../formats/times';
import { At } from '../../pieces/figures';

/** A moment in a sentence: "at 13:42", on another day "on Tue 17 Nov, 13:42". */
export const When = ({ of }: { of: string }) => (
  <At of={of}>{`${calendarDay(of) === calendarDay(new Date()) ? 'at' : 'on'} ${moment(of)}`}</At>
);
