package dev.dispatch.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that the local headers of a zip file say what its directory says, and that the entries fill the file from its
 * beginning to the directory, one after the other without gaps and overlaps (APPNOTE 6.3, sections 4.3.7 and 4.3.9).
 */
final class ZipLayout {

    private static final int HEADER_LENGTH = 30;
    private static final int HEADER = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;

    private final ZipDirectory directory;
    private final Faults faults;

    ZipLayout(ZipDirectory directory, Faults faults) {
        this.directory = directory;
        this.faults = faults;
    }

    /** The same entries in the order of the file, with the place of their data. */
    List<ZipEntryHead> placed(ZipDirectory.Listed listed) throws IOException {
        List<ZipEntryHead> inOrder = new ArrayList<>(listed.entries());
        inOrder.sort(Comparator.comparingLong(ZipEntryHead::offset));
        List<ZipEntryHead> placed = new ArrayList<>();
        long at = 0;
        for (ZipEntryHead entry : inOrder) {
            if (entry.offset() != at) {
                throw contradiction(entry, "entries one after the other, without gaps and overlaps");
            }
            long data = data(entry, listed.start());
            placed.add(entry.at(data));
            at = end(entry, data, listed.start());
        }
        if (at != listed.start()) {
            throw faults.fatal(
                    "",
                    "It holds something that its directory does not list",
                    "entries up to the directory",
                    (listed.start() - at) + " other bytes");
        }
        return placed;
    }

    private long data(ZipEntryHead entry, long limit) throws IOException {
        if (entry.offset() + HEADER_LENGTH > limit) {
            throw contradiction(entry, "a header before its data");
        }
        ByteBuffer head = directory.bytes(entry.offset(), HEADER_LENGTH);
        int nameLength = Short.toUnsignedInt(head.getShort(26));
        int extraLength = Short.toUnsignedInt(head.getShort(28));
        long data = entry.offset() + HEADER_LENGTH + nameLength + extraLength;
        boolean same = head.getInt(0) == HEADER
                && Short.toUnsignedInt(head.getShort(6)) == entry.flags()
                && Short.toUnsignedInt(head.getShort(8)) == entry.method()
                && nameLength == entry.nameBytes()
                && sameSizes(head, entry)
                && data + entry.packed() <= limit;
        if (!same) {
            throw contradiction(entry, "a header that says what the directory says");
        }
        ByteBuffer rest = directory.bytes(entry.offset() + HEADER_LENGTH, nameLength + extraLength);
        String name = StandardCharsets.UTF_8.decode(rest.slice(0, nameLength)).toString();
        if (!name.equals(entry.name() + (entry.folder() ? "/" : ""))) {
            throw contradiction(entry, "the same name in its header and in the directory");
        }
        directory.checkExtra(entry.name(), rest.slice(nameLength, extraLength));
        return data;
    }

    /** Where a descriptor follows the data, the header may leave out what it says. */
    private static boolean sameSizes(ByteBuffer head, ZipEntryHead entry) {
        return same(head.getInt(14), entry.crc(), entry)
                && same(head.getInt(18), entry.packed(), entry)
                && same(head.getInt(22), entry.size(), entry);
    }

    private static boolean same(int value, long expected, ZipEntryHead entry) {
        return Integer.toUnsignedLong(value) == expected || (entry.hasDescriptor() && value == 0);
    }

    private long end(ZipEntryHead entry, long data, long limit) throws IOException {
        long end = data + entry.packed();
        if (!entry.hasDescriptor()) {
            return end;
        }
        int most = (int) Math.min(16, limit - end);
        ByteBuffer found = directory.bytes(end, most).order(ByteOrder.LITTLE_ENDIAN);
        int signature = most == 16 && found.getInt(0) == DESCRIPTOR ? 4 : 0;
        if (most < signature + 12
                || Integer.toUnsignedLong(found.getInt(signature)) != entry.crc()
                || Integer.toUnsignedLong(found.getInt(signature + 4)) != entry.packed()
                || Integer.toUnsignedLong(found.getInt(signature + 8)) != entry.size()) {
            throw contradiction(entry, "a descriptor that says what the directory says");
        }
        return end + signature + 12;
    }

    private RuntimeException contradiction(ZipEntryHead entry, String expected) {
        return faults.fatal(
                entry.name(), "The zip file contradicts itself about the entry", expected, "something else");
    }
}
