package dev.dispatch.archive;

/** What an archive may hold at most. The numbers are far beyond any module or record and far below what would do harm. */
public final class Limits {

    static final int ENTRIES = 10_000;
    /** Of one file, in bytes. */
    public static final long FILE = 256L << 20;
    /** Of all files together, in bytes. */
    public static final long SUM = 1L << 30;

    /** Times that content may be larger than what it was packed into. */
    static final long RATIO = 200;

    /** Below this size nothing is a bomb, however well it was packed. */
    static final long RATIO_FROM = 1L << 20;

    /** Of a whole name, in characters. */
    static final int NAME = 512;

    /** Of a part of a name, in bytes; what file systems take. */
    static final int PART = 255;

    private Limits() {}

    static boolean isBomb(long packed, long unpacked) {
        return unpacked > RATIO_FROM && unpacked / RATIO > packed;
    }
}
