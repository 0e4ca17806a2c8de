package dev.dispatch.cli.output;

import java.util.Locale;

/** Sizes of files as people read them. */
public final class Sizes {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    /** Such as {@code 0.4 KiB} or {@code 12.0 MiB}. */
    public static String show(long bytes) {
        double size = bytes / 1024.0;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
