package dev.dispatch.archive;

import java.io.IOException;
import java.io.InputStream;

/** A sequence of entries that can be read more than once. */
public interface Archive {

    /** Takes entries in the order of the archive; the content can be read only within the call. */
    @FunctionalInterface
    interface Reader {
        void entry(ArchiveEntry entry, InputStream content) throws IOException;
    }

    /** Names the archive for people. */
    String source();

    /**
     * Reads every entry once, whether the reader takes the content or not.
     *
     * @throws dev.dispatch.problem.ProblemException where the archive is damaged, is larger than is allowed, or says
     *     two things about one entry
     * @throws IOException where it cannot be read
     */
    void read(Reader reader) throws IOException;
}
