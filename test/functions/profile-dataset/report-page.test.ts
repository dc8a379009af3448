import { describe, expect, it } from "vitest";
import { formatShare } from "../../../functions/profile-dataset/format-number.ts";
import type { ColumnProfile, Profile } from "../../../functions/profile-dataset/profile.ts";
import { reportPage } from "../../../functions/profile-dataset/report-page.ts";

const hostile = `<script src="http://evil/"></script>"'&`;

const columns: readonly ColumnProfile[] = [
  {
    name: hostile,
    type: "text",
    values: 1,
    nulls: 1,
    distinct: 1,
    top: [{ value: hostile, rows: 1 }],
    shortest: 1,
    longest: 9,
  },
  {
    name: "Flight Date",
    type: "date",
    values: 3,
    nulls: 0,
    distinct: 3,
    top: [],
    minimum: "1990-01-01",
    maximum: "1999-12-31",
    histogram: {
      by: "year",
      bins: [
        { label: "1990", rows: 2 },
        { label: "1991", rows: 1 },
      ],
    },
  },
  {
    name: "Cost",
    type: "number",
    values: 9,
    nulls: 0,
    distinct: 3,
    top: [],
    minimum: 0,
    maximum: 1_000_000,
    mean: 12.5,
    median: 0,
    percentile95: 7,
    histogram: {
      by: "decade",
      bins: [
        { label: "1", rows: 2 },
        { label: "10", rows: 0 },
      ],
    },
  },
];

const profile: Profile = {
  dataset: "birdstrikes",
  sha256: "ab".repeat(32),
  source: hostile,
  parquetKey: "birdstrikes/x.parquet",
  rows: 12_345,
  good: 12_340,
  bad: 5,
  reasons: [
    { reason: hostile, rows: 4 },
    { reason: "other", rows: 2 },
  ],
  columns,
};

describe("reportPage", () => {
  const page = reportPage(profile);

  it("escapes whatever text the data has", () => {
    expect(page).not.toContain("<script");
    expect(page.split("&#60;script src=&#34;http://evil/&#34;&#62;").length).toBeGreaterThan(4);
  });

  it("loads nothing and runs nothing, and forbids it too", () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object)\b|@import|url\(|\son\w+=/);
    expect([...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)).toEqual([
      `${profile.sha256}.json`,
    ]);
  });

  it("says its numbers as text, not by length and colour alone", () => {
    const text = page.replaceAll(/<style>[^]*<\/style>|<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
    expect(text).toContain("99.96 % of 12,345 rows kept the contract");
    expect(text).toContain("12,340 good, in the lake 5 bad, in quarantine");
    expect(text).toContain("4 0.03 %");
    expect(text).toContain("A row that breaks several rules counts under each of them.");
    expect(text).toContain("1 empty (50.0 %) · 1 distinct value");
    expect(text).toContain("7 are 0; the 2 above by power of ten:");
    expect(page).toMatch(/role="img"\s+aria-label="Rows by year of Flight Date: 1990: 2, 1991: 1"/);
  });

  it("has headings in order and a language, and closes what it opens", () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect([...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))).toEqual([1, 2, 2, 3, 3, 3]);
    for (const tag of ["main", "section", "article", "figure", "svg", "ol", "li", "dl", "g", "p"]) {
      const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
      expect([tag, count(new RegExp(String.raw`<${tag}[\s>]`, "g"))]).toEqual([
        tag,
        count(new RegExp(`</${tag}>`, "g")),
      ]);
    }
  });

  it("speaks of a file without bad rows, and of one without rows at all", () => {
    expect(reportPage({ ...profile, good: 12_345, bad: 0, reasons: [] })).toContain("No row was rejected.");
    const empty = columns.map((column) => ({ ...column, values: 0, nulls: 0 }));
    expect(reportPage({ ...profile, rows: 0, good: 0, bad: 0, reasons: [], columns: empty })).not.toMatch(
      /NaN|Infinity/,
    );
  });
});

describe("formatShare", () => {
  it.each([
    [0, 10, "0 %"],
    [10, 10, "100 %"],
    [1, 100_000, "< 0.01 %"],
    [99_999, 100_000, "> 99.99 %"],
    [1, 3, "33.3 %"],
    [5, 1000, "0.50 %"],
    [0, 0, "–"],
  ])("never calls some none, nor most all: %d of %d", (part, total, text) => {
    expect(formatShare(part, total)).toBe(text);
  });
});
