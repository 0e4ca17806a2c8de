package dev.dispatch.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A zip file of which nothing is believed. */
public final class ZipArchive implements Archive {

    private final Path file;
    private final int mostEntries;

    ZipArchive(Path file) {
        this(file, Limits.ENTRIES);
    }

    public ZipArchive(Path file, int mostEntries) {
        this.file = file;
        this.mostEntries = mostEntries;
    }

    @Override
    public String source() {
        return file.toString();
    }

    @Override
    public void read(Reader reader) throws IOException {
        Faults faults = new Faults(source());
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            ZipDirectory directory = new ZipDirectory(access, faults, mostEntries);
            List<ZipEntryHead> entries = new ZipLayout(directory, faults).placed(directory.read());
            for (ZipEntryHead entry : entries) {
                read(access, entry, faults, reader);
            }
        }
    }

    private static void read(RandomAccessFile access, ZipEntryHead entry, Faults faults, Reader reader)
            throws IOException {
        InputStream packed = new FileSlice(access, entry.offset(), entry.packed());
        Inflater inflater = new Inflater(true);
        try {
            boolean stored = entry.method() == ZipEntryHead.STORED;
            // The inflater wants one byte more than the data has (its constructor's note).
            InputStream unpacked = stored
                    ? packed
                    : new InflaterInputStream(
                            new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])), inflater, 8192);
            EntryContent content = new EntryContent(unpacked, entry.entry());
            reader.entry(entry.entry(), content);
            boolean whole = content.ends()
                    && content.crc() == entry.crc()
                    && (stored || (inflater.finished() && inflater.getBytesRead() == entry.packed()));
            if (!whole) {
                throw broken(entry, faults);
            }
        } catch (ZipException | EOFException e) {
            throw broken(entry, faults);
        } finally {
            inflater.end();
        }
    }

    private static RuntimeException broken(ZipEntryHead entry, Faults faults) {
        return faults.fatal(
                entry.name(),
                "The data of the entry is damaged",
                entry.size() + " bytes with the checksum that the directory gives",
                "other data");
    }
}
