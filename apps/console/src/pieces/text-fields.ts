type TextName<Input> = { [Name in keyof Input]-?: Input[Name] extends string | null | undefined ? Name : never }[keyof Input] & string;

/** What a form has of its text fields: their ids by the names that the API gives them, what is typed, and what was refused. */
interface Typed<Input> {
  readonly fields: Readonly<Record<TextName<Input>, string>>;
  readonly input: Input;
  readonly set: (changes: Partial<Input>) => void;
  readonly form: { readonly faultOf: (field: string) => string | undefined };
}

/** The props of the text field of that name. */
export const textFields =
  <Input extends object>({ fields, input, set, form }: Typed<Input>) =>
  (name: TextName<Input>) => ({
    id: fields[name],
    value: (input[name] as string | null | undefined) ?? '',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set({ [name]: currentTarget.value } as Partial<Input>),
    error: form.faultOf(fields[name]),
    autoComplete: 'off',
  });
