package dev.dispatch.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the central directory of a zip file (APPNOTE 6.3, sections 4.3.12 and 4.3.16), strictly: one disk, no zip64, no
 * encryption, nothing before, between and behind, and no links.
 */
final class ZipDirectory {

    private static final int END_LENGTH = 22;
    private static final int END = 0x06054b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int ENTRY = 0x02014b50;
    private static final int LARGEST = 16 << 20;
    private static final int UTF_8 = 1 << 11;
    /** The two of the deflater, the data descriptor, and names in UTF-8. */
    private static final int KNOWN_FLAGS = 0b110 | 1 << 3 | UTF_8;

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int DOS_FOLDER = 0x10;

    private final RandomAccessFile file;
    private final Faults faults;
    private final int mostEntries;

    ZipDirectory(RandomAccessFile file, Faults faults, int mostEntries) {
        this.file = file;
        this.faults = faults;
        this.mostEntries = mostEntries;
    }

    /**
     * The entries in the order of the directory, and where it begins.
     *
     * @param start offset of the directory, where the entries must end
     */
    record Listed(List<ZipEntryHead> entries, long start) {}

    /** @throws dev.dispatch.problem.ProblemException at the first thing that is not as it must be */
    Listed read() throws IOException {
        ByteBuffer end = end();
        int count = Short.toUnsignedInt(end.getShort(10));
        long size = Integer.toUnsignedLong(end.getInt(12));
        long start = Integer.toUnsignedLong(end.getInt(16));
        if (count > mostEntries) {
            throw faults.fatal(
                    "",
                    "It has too many entries",
                    "at most " + mostEntries,
                    count + (count == 0xffff ? " or more" : ""));
        }
        boolean oneDisk = end.getShort(4) == 0 && end.getShort(6) == 0 && end.getShort(8) == end.getShort(10);
        if (!oneDisk || start + size != file.length() - END_LENGTH) {
            throw damaged("a zip file of one part with its directory right before its end, not in the zip64 form");
        }
        if (size > LARGEST) {
            throw faults.fatal("", "Its directory is too large", "at most " + LARGEST + " bytes", size + " bytes");
        }
        ByteBuffer directory = bytes(start, (int) size);
        List<ZipEntryHead> entries = new ArrayList<>();
        Amount amount = new Amount(faults, mostEntries);
        for (int i = 0; i < count; i++) {
            ZipEntryHead entry = entry(directory);
            amount.add(entry.entry());
            entries.add(entry);
        }
        if (directory.hasRemaining()) {
            throw damaged("a directory of " + count + " entries, as its end says");
        }
        return new Listed(entries, start);
    }

    private ByteBuffer end() throws IOException {
        if (file.length() >= END_LENGTH) {
            ByteBuffer end = bytes(file.length() - END_LENGTH, END_LENGTH);
            if (end.getInt(0) == END && end.getShort(20) == 0) {
                return end;
            }
        }
        throw faults.fatal(
                "",
                "It is no whole zip file",
                "a zip file with nothing behind its end",
                "a file that is cut off, has something behind its end, or is no zip file");
    }

    private ZipEntryHead entry(ByteBuffer directory) {
        if (directory.remaining() < ENTRY_LENGTH || directory.getInt(directory.position()) != ENTRY) {
            throw damaged("a directory that holds as many entries as its end says");
        }
        ByteBuffer head = directory.slice(directory.position(), ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        int nameLength = Short.toUnsignedInt(head.getShort(28));
        int extraLength = Short.toUnsignedInt(head.getShort(30));
        int commentLength = Short.toUnsignedInt(head.getShort(32));
        int next = directory.position() + ENTRY_LENGTH + nameLength + extraLength + commentLength;
        if (next > directory.limit()) {
            throw damaged("a directory that holds as many entries as its end says");
        }
        int flags = Short.toUnsignedInt(head.getShort(8));
        ByteBuffer nameBytes = directory.slice(directory.position() + ENTRY_LENGTH, nameLength);
        String name = name(nameBytes, (flags & UTF_8) != 0);
        checkExtra(name, directory.slice(directory.position() + ENTRY_LENGTH + nameLength, extraLength));
        directory.position(next);
        boolean folder = name.endsWith("/");
        ZipEntryHead entry = new ZipEntryHead(
                folder ? name.substring(0, name.length() - 1) : name,
                folder,
                flags,
                Short.toUnsignedInt(head.getShort(10)),
                Integer.toUnsignedLong(head.getInt(16)),
                Integer.toUnsignedLong(head.getInt(20)),
                Integer.toUnsignedLong(head.getInt(24)),
                nameLength,
                Integer.toUnsignedLong(head.getInt(42)));
        check(entry, head.getInt(38), head.getShort(34) == 0);
        return entry;
    }

    private void check(ZipEntryHead entry, int attributes, boolean firstDisk) {
        String name = entry.name();
        if ((entry.flags() & ~KNOWN_FLAGS) != 0) {
            String what = (entry.flags() & 1) != 0 ? "encrypted" : "packed in a way that is not known here";
            throw faults.fatal(name, "The entry is " + what, "an entry that is stored or deflated", what);
        }
        if (entry.method() != ZipEntryHead.STORED && entry.method() != ZipEntryHead.DEFLATED) {
            throw faults.fatal(
                    name,
                    "The entry is packed in a way that is not known here",
                    "an entry that is stored or deflated",
                    "method " + entry.method());
        }
        int type = (attributes >>> 16) & TYPE;
        boolean plain = type == 0 || type == (entry.folder() ? FOLDER : REGULAR);
        if (!plain || ((attributes & DOS_FOLDER) != 0 && !entry.folder())) {
            throw faults.fatal(
                    name,
                    "The entry is no plain file",
                    "files and folders; no links, devices or sockets",
                    type == 0120000 ? "a link" : "mode " + Integer.toOctalString(attributes >>> 16));
        }
        boolean sizes = entry.method() == ZipEntryHead.DEFLATED || entry.packed() == entry.size();
        if (!firstDisk || !sizes || (entry.folder() && entry.size() != 0)) {
            throw faults.fatal(
                    name,
                    "The entry contradicts itself",
                    "sizes that agree",
                    entry.size() + " bytes in " + entry.packed());
        }
        if (Limits.isBomb(entry.packed(), entry.size())) {
            throw faults.fatal(
                    name,
                    "The entry unpacks to far more than it is packed in",
                    "at most " + Limits.RATIO + " times its packed size",
                    entry.size() + " bytes out of " + entry.packed());
        }
    }

    /** A name that is not in ASCII must say that it is UTF-8, and be. */
    private String name(ByteBuffer bytes, boolean utf8) {
        try {
            String name = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (utf8 || name.chars().allMatch(c -> c < 0x80)) {
                return name;
            }
        } catch (CharacterCodingException e) {
            // The same as a name that does not say what it is.
        }
        throw faults.fatal("", "The name of an entry is not in UTF-8", "names in UTF-8, marked so", "another encoding");
    }

    /** No extra field may give the entry another size or another name (APPNOTE 6.3, sections 4.5.3 and 4.6.9). */
    void checkExtra(String name, ByteBuffer extra) {
        ByteBuffer fields = extra.order(ByteOrder.LITTLE_ENDIAN);
        while (fields.remaining() >= 4) {
            int id = Short.toUnsignedInt(fields.getShort());
            int length = Short.toUnsignedInt(fields.getShort());
            if (id == 0x0001 || id == 0x7075) {
                throw faults.fatal(
                        name,
                        "The entry has a second " + (id == 1 ? "size, in the zip64 form" : "name"),
                        "one size and one name",
                        "extra field 0x" + Integer.toHexString(id));
            }
            fields.position(fields.position() + Math.min(length, fields.remaining()));
        }
    }

    ByteBuffer bytes(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private RuntimeException damaged(String expected) {
        return faults.fatal("", "Its directory is damaged", expected, "something else");
    }
}
