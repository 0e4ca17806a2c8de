package dev.dispatch.demo;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Draws text from a fixed word list; the same seed gives the same text on every machine and Java version. */
final class Words {
    private static final List<String> NOUNS = List.of(
            "lantern", "harbor", "meadow", "compass", "orchard", "ribbon", "kettle", "quarry", "saddle", "thicket",
            "anchor", "bakery", "cellar", "domino", "ember", "ferry", "garden", "hollow", "island", "jacket", "ladder",
            "marble", "needle", "outpost", "pebble", "quilt", "rafter", "signal", "timber", "valley", "wagon", "canyon",
            "beacon", "cradle", "bridge", "summit");
    private static final List<String> ADJECTIVES = List.of(
            "amber", "brisk", "calm", "distant", "eager", "faint", "gentle", "humble", "idle", "jolly", "keen",
            "lively", "mellow", "narrow", "olive", "patient", "quiet", "rustic", "silent", "tidy", "upright", "vivid",
            "wide", "young", "crooked", "hidden");
    private static final List<String> VERBS = List.of(
            "carries",
            "follows",
            "crosses",
            "mends",
            "greets",
            "shelters",
            "counts",
            "paints",
            "watches",
            "gathers",
            "lifts",
            "borrows",
            "circles",
            "answers",
            "trades",
            "measures",
            "opens",
            "warms",
            "guards",
            "finds");

    // java.util.Random, because its algorithm is part of its specification.
    private final Random random;

    Words(long seed) {
        this.random = new Random(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    String noun() {
        return pick(NOUNS);
    }

    String adjective() {
        return pick(ADJECTIVES);
    }

    /** Such as {@code quiet harbor greets young wagon}. */
    String phrase() {
        return adjective() + " " + noun() + " " + pick(VERBS) + " " + adjective() + " " + noun();
    }

    /** {@code sentences} sentences, one a line. */
    String paragraph(int sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(i == 0 ? "" : "\n")
                    .append(capitalized("the " + phrase()))
                    .append('.');
        }
        return text.toString();
    }

    /** {@code count} decimal digits, the first one not zero. */
    String digits(int count) {
        StringBuilder digits = new StringBuilder().append(1 + number(9));
        while (digits.length() < count) {
            digits.append(number(10));
        }
        return digits.toString();
    }

    /** A coordinate with four decimals within plus and minus {@code limit} degrees. */
    String coordinate(int limit) {
        return (number(2) == 0 ? "" : "-") + number(limit) + "." + digits(4);
    }

    String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
