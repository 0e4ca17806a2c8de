package dev.dispatch.cli.output;

/**
 * What the place that text goes to can show.
 *
 * @param width columns of a line; {@link #UNLIMITED} where nobody counts them
 * @param colours whether colours are shown
 */
public record Look(int width, boolean colours) {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** For files, pipes and tests. */
    public static final Look PLAIN = new Look(UNLIMITED, false);

    String show(Tone tone, String text) {
        return colours && !text.isEmpty() ? tone.apply(text) : text;
    }
}
