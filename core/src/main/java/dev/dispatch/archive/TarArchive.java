package dev.dispatch.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzipped tar file with everything below one folder, as packages of a registry are; nothing in it is believed. */
final class TarArchive implements Archive {

    private static final String FOLDER = "package";
    private static final int LARGEST_NAME = 64 << 10;

    private final String source;
    private final byte[] packed;

    /**
     * A package.
     *
     * @param source names it
     * @param packed not copied; nobody changes it
     */
    TarArchive(String source, byte[] packed) {
        this.source = source;
        this.packed = packed;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public void read(Reader reader) throws IOException {
        Faults faults = new Faults(source);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 8192)) {
            new Walk(in, packed.length, faults, reader).all();
        } catch (ZipException | EOFException e) {
            throw faults.fatal(
                    "", "It is no whole tar file in gzip", "a whole one", "a file that is cut off or damaged");
        }
    }

    /** One way through the file. */
    private static final class Walk {
        private final InputStream in;
        private final long packed;
        private final Faults faults;
        private final Reader reader;
        private final Amount amount;
        private long unpacked;
        private String longName = "";

        Walk(InputStream in, long packed, Faults faults, Reader reader) {
            this.in = in;
            this.packed = packed;
            this.faults = faults;
            this.reader = reader;
            this.amount = new Amount(faults);
        }

        void all() throws IOException {
            for (byte[] block = block(); !TarHeader.isEnd(block); block = block()) {
                TarHeader header = TarHeader.parse(block)
                        .orElseThrow(() -> faults.fatal(
                                "",
                                "A header of the tar file is damaged",
                                "headers with their checksum",
                                "another one"));
                grow(header);
                switch (header.type()) {
                    case '0', '5' -> entry(header);
                    case 'L' -> longName = nameOf(text(header));
                    case 'x' -> pax(text(header));
                    case 'g' -> global(text(header));
                    default ->
                        throw faults.fatal(
                                header.name(),
                                "The entry is no plain file",
                                "files and folders; no links, devices or sockets",
                                header.type() == '1' || header.type() == '2' ? "a link" : "type " + header.type());
                }
            }
            for (int b = in.read(); b >= 0; b = in.read()) {
                grow(1);
                if (b != 0) {
                    throw faults.fatal(
                            "", "Something follows the end of the tar file", "nothing but zeros", "other data");
                }
            }
        }

        private void grow(TarHeader header) {
            amount.add(new ArchiveEntry(header.name(), header.size(), false));
            grow(TarHeader.BLOCK + header.size());
        }

        private void grow(long more) {
            unpacked += more;
            if (Limits.isBomb(packed, unpacked)) {
                throw faults.fatal(
                        "",
                        "It unpacks to far more than it is packed in",
                        "at most " + Limits.RATIO + " times its packed size",
                        unpacked + " bytes or more out of " + packed);
            }
        }

        private void entry(TarHeader header) throws IOException {
            String name = longName.isEmpty() ? header.name() : longName;
            longName = "";
            boolean folder = header.type() == '5' || name.endsWith("/");
            String bare = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            if (folder && header.size() != 0) {
                throw faults.fatal(
                        bare, "The entry is a folder with content", "folders of 0 bytes", header.size() + " bytes");
            }
            if (!(folder && bare.equals(FOLDER))) {
                if (!bare.startsWith(FOLDER + "/")) {
                    throw faults.fatal(bare, "The entry is not below " + FOLDER + "/", "every entry there", bare);
                }
                ArchiveEntry entry = new ArchiveEntry(bare.substring(FOLDER.length() + 1), header.size(), folder);
                EntryContent content = new EntryContent(in, entry);
                reader.entry(entry, content);
                content.drain();
            }
            in.skipNBytes(padding(header.size()));
        }

        /** Of a header that says something about the next one. */
        private byte[] text(TarHeader header) throws IOException {
            if (header.size() > LARGEST_NAME) {
                throw faults.fatal("", "A name in it is too long", "at most " + Limits.NAME + " characters", "more");
            }
            byte[] text = in.readNBytes((int) header.size());
            if (text.length < header.size()) {
                throw new EOFException();
            }
            in.skipNBytes(padding(header.size()));
            return text;
        }

        private void pax(byte[] records) {
            PaxRecords.parse(records)
                    .ifPresentOrElse(
                            found -> {
                                if (found.containsKey("size") || found.containsKey("linkpath")) {
                                    throw odd();
                                }
                                longName = found.getOrDefault("path", longName);
                            },
                            () -> {
                                throw odd();
                            });
        }

        /** Comments and times for all entries are harmless; a name for all of them is not. */
        private void global(byte[] records) {
            boolean harmless = PaxRecords.parse(records)
                    .filter(found -> !found.containsKey("path") && !found.containsKey("size"))
                    .isPresent();
            if (!harmless) {
                throw odd();
            }
        }

        private String nameOf(byte[] text) {
            int end = text.length > 0 && text[text.length - 1] == 0 ? text.length - 1 : text.length;
            return TarHeader.utf8(text, 0, end).orElseThrow(this::odd);
        }

        private RuntimeException odd() {
            return faults.fatal(
                    "",
                    "An extended header of the tar file cannot be taken",
                    "long names and times only",
                    "another one");
        }

        private byte[] block() throws IOException {
            byte[] block = in.readNBytes(TarHeader.BLOCK);
            if (block.length < TarHeader.BLOCK) {
                throw new EOFException();
            }
            return block;
        }

        private static long padding(long size) {
            return (TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK;
        }
    }
}
