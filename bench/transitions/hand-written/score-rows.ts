import { call, machine } from "./machine.ts";

const rows = "$rows := $states.result.Payload.rows; $limit := $states.input.limit";
const high = "$high := $count($filter($rows, function($row) { $row > $limit }))";
const share = "$share := $count($rows) = 0 ? 0 : $floor($high / $max([1, $count($rows)]) * 100 + 0.5)";
const streaks =
  "$longest := $reduce($rows, function($s, $row) { ($now := $row > $limit ? $s.now + 1 : 0; {'now': $now, 'best': $max([$s.best, $now])}) }, {'now': 0, 'best': 0}).best";
const verdict = "($share > 50 ? 'busy' : 'calm') & ($longest >= 3 ? ', in a row' : '')";

export const scoreRows = machine("LoadPage", {
  LoadPage: call(
    "load-page",
    { token: null },
    {
      Assign: {
        score: `{% (${rows}; ${high}; ${share}; ${streaks}; {"high": $high, "low": $count($rows) - $high, "longest": $longest, "share": $share, "verdict": ${verdict}}) %}`,
      },
      Next: "SendMail",
    },
  ),
  SendMail: call("send-mail", { to: "team", subject: "{% $score.verdict %}" }, { Output: "{% $score %}", End: true }),
});
