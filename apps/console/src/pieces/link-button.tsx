import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

const AsAnchor = (props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) => <Button component="a" {...props} />;

/** Looks as a button and goes to a page, whose address the router checks. */
export const LinkButton = createLink(AsAnchor);
