package dev.dispatch.module;

import java.util.Optional;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** A range of semantic versions as npm writes it, such as {@code ^1.2.0}. */
public record VersionRange(String text) {

    /** Empty where the text is no range. */
    public static Optional<VersionRange> parse(String text) {
        RangeList ranges = RangeListFactory.create(text);
        boolean nonsense = ranges.get().isEmpty() || ranges.get().stream().anyMatch(java.util.List::isEmpty);
        return nonsense ? Optional.empty() : Optional.of(new VersionRange(text));
    }

    public boolean contains(String version) {
        Semver parsed = Semver.parse(version);
        return parsed != null && parsed.satisfies(text);
    }

    /** Negative, zero or positive as the first version is lower than, equal to or higher than the second. */
    public static int compare(String a, String b) {
        return new Semver(a).compareTo(new Semver(b));
    }
}
