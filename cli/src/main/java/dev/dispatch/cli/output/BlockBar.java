package dev.dispatch.cli.output;

import java.util.List;

/** Counts as blocks beside each other, the highest a full one. */
public final class BlockBar {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private BlockBar() {}

    /** One character for each; a space for nothing. */
    public static String of(List<Long> counts) {
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        StringBuilder bar = new StringBuilder();
        for (long count : counts) {
            long height = Math.ceilDiv(Math.min(count, most) * BLOCKS.length(), most);
            bar.append(count <= 0 ? ' ' : BLOCKS.charAt((int) height - 1));
        }
        return bar.toString();
    }
}
