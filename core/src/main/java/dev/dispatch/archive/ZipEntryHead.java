package dev.dispatch.archive;

/**
 * What the central directory of a zip file says of an entry, with the place of its data once that was checked.
 *
 * @param offset of the local header, then of the data
 */
record ZipEntryHead(
        String name,
        boolean folder,
        int flags,
        int method,
        long crc,
        long packed,
        long size,
        int nameBytes,
        long offset) {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int DESCRIPTOR = 1 << 3;

    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }

    ZipEntryHead at(long place) {
        return new ZipEntryHead(name, folder, flags, method, crc, packed, size, nameBytes, place);
    }

    ArchiveEntry entry() {
        return new ArchiveEntry(name, size, folder);
    }
}
