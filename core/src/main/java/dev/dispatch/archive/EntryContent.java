package dev.dispatch.archive;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** The content of one entry: as many bytes as the archive promises, and whether that is all there is. */
final class EntryContent extends FilterInputStream {

    private final CRC32 crc = new CRC32();
    private long left;

    EntryContent(InputStream in, ArchiveEntry entry) {
        super(in);
        this.left = entry.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws EOFException where there is less than was promised */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException();
        }
        crc.update(bytes, offset, count);
        left -= count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public int available() {
        return 0;
    }

    /** The owner of the archive closes what is below. */
    @Override
    public void close() {}

    /** Reads what is left of it. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    /** Reads what is left of it; true where nothing follows that was not promised. */
    boolean ends() throws IOException {
        drain();
        return in.read() < 0;
    }

    /** Of what was read so far. */
    long crc() {
        return crc.getValue();
    }
}
