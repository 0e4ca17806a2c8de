package dev.dispatch.cli.output;

import dev.dispatch.json.Extent;

/**
 * What the place that text goes to can show.
 *
 * @param width columns of a line; {@link #UNLIMITED} where nobody counts them
 * @param colours whether colours are shown
 * @param extent how much of long values and lists is shown
 */
public record Look(int width, boolean colours, Extent extent) {

    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** For files, pipes and tests. */
    public static final Look PLAIN = new Look(UNLIMITED, false, Extent.BRIEF);

    /** The usual extent. */
    public Look(int width, boolean colours) {
        this(width, colours, Extent.BRIEF);
    }

    String show(Tone tone, String text) {
        return colours && !text.isEmpty() ? tone.apply(text) : text;
    }
}
