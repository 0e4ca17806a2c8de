package dev.dispatch.module;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** A range of semantic versions as npm writes it, such as {@code ^1.2.0}. */
public record VersionRange(String text) {

    private static final int LONGEST = 256;

    /** Empty where the text, or one of its alternatives, is no range. */
    public static Optional<VersionRange> parse(String text) {
        boolean range = text.length() <= LONGEST
                && Arrays.stream(text.split("\\|\\|", -1)).allMatch(VersionRange::isRange);
        return range ? Optional.of(new VersionRange(text)) : Optional.empty();
    }

    /** The library reads a tag as any version and throws at numbers beyond its own. */
    private static boolean isRange(String alternative) {
        if (alternative.isBlank() || alternative.strip().equals("latest")) {
            return false;
        }
        try {
            RangeList ranges = RangeListFactory.create(alternative);
            return !ranges.get().isEmpty() && ranges.get().stream().noneMatch(List::isEmpty);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** True for {@code major.minor.patch} with what may follow (semver.org, version 2.0.0). */
    public static boolean isVersion(String text) {
        return text.length() <= LONGEST && Semver.isValid(text) && text.equals(text.strip()) && text.charAt(0) != 'v';
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
