package dev.dispatch.job;

import dev.dispatch.json.Pointer;
import dev.dispatch.problem.Issue;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.IssueList;
import dev.dispatch.problem.Members;
import dev.dispatch.time.Durations;
import dev.dispatch.time.MeantDuration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code atRelative} and {@code atAbsolute}. */
final class StartParser {

    private StartParser() {}

    static @Nullable StartTime parse(Members members, IssueList issues) {
        if (members.has("atRelative") && members.has("atAbsolute")) {
            issues.add(Issue.at(
                            IssueCode.INVALID_AT_ABSOLUTE,
                            members.pointer("atAbsolute"),
                            "A step has either 'atRelative' or 'atAbsolute', not both")
                    .expected("one of the two")
                    .actual("both")
                    .suggest("remove one of the two"));
        }
        Optional<StartTime> after =
                members.text("atRelative").flatMap(text -> after(text, members.pointer("atRelative"), issues));
        Optional<StartTime> at =
                members.text("atAbsolute").flatMap(text -> at(text, members.pointer("atAbsolute"), issues));
        return after.or(() -> at).orElse(null);
    }

    private static Optional<StartTime> after(String text, Pointer at, IssueList issues) {
        Optional<StartTime> start = Durations.parse(text).map(StartTime.After::new);
        if (start.isEmpty()) {
            issues.add(Issue.at(IssueCode.INVALID_AT_RELATIVE, at, "'" + text + "' is not a duration")
                    .expected(Durations.FORM)
                    .actual(text)
                    .suggestInstead(MeantDuration.of(text)));
        }
        return start;
    }

    private static Optional<StartTime> at(String text, Pointer at, IssueList issues) {
        Optional<Instant> moment = moment(text);
        if (moment.isEmpty()) {
            Issue issue = Issue.at(IssueCode.INVALID_AT_ABSOLUTE, at, "'" + text + "' is not a moment with a time zone")
                    .expected("an ISO 8601 instant such as 2026-01-31T08:00:00Z")
                    .actual(text);
            issues.add(mended(issue, text));
        }
        return moment.map(StartTime.At::new);
    }

    /** Another form is certain to be mended; which time zone was meant nobody knows. */
    private static Issue mended(Issue issue, String text) {
        String other = text.strip().replace(' ', 'T');
        for (String candidate : List.of(other, withSeconds(other))) {
            if (moment(candidate).isPresent()) {
                return issue.suggestInstead(List.of(candidate));
            }
        }
        return moment(other + "Z").isPresent() ? issue.suggest(other + "Z") : issue;
    }

    /** {@code 2026-01-31T08:00Z} without its seconds. */
    private static String withSeconds(String text) {
        return text.length() > 16 ? text.substring(0, 16) + ":00" + text.substring(16) : text;
    }

    /** Date, time with seconds and offset (RFC 3339, section 5.6). */
    private static Optional<Instant> moment(String text) {
        if (text.length() < 20 || text.charAt(4) != '-' || text.charAt(16) != ':') {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
