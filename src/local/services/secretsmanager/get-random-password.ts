import type { Operation } from "../../service.ts";
import { passwordMembers, randomPassword } from "./random-password.ts";
import type { PasswordRules } from "./random-password.ts";

export const getRandomPassword: Operation<PasswordRules, { readonly RandomPassword: string }> = {
  members: passwordMembers,
  authorize: () => [{ action: "secretsmanager:GetRandomPassword", resource: "*" }],
  handle: (input) => ({ RandomPassword: randomPassword(input) }),
};
