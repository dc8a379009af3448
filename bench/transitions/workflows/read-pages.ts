import { defineWorkflow } from "millrace";
import * as z from "zod";
import { loadPage } from "../contracts.ts";

/** Reads page after page and adds up the rows. */
export default defineWorkflow({ name: "read-pages", input: z.object({}), checkInput: false }, async () => {
  let token: string | null = null;
  let total = 0;
  let pages = 0;
  do {
    const page: { rows: number[]; next: string | null } = await loadPage({ token });
    for (const row of page.rows) total += row;
    pages += 1;
    token = page.next;
  } while (token !== null);
  return { total, pages };
});
