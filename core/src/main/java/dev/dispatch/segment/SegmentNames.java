package dev.dispatch.segment;

import java.nio.file.Path;

/** What the files of segments are called in their folder. */
final class SegmentNames {

    static final String INDEX = "index.bin";

    private SegmentNames() {}

    /** @param number of the segment, from 1 */
    static Path segment(Path folder, int number) {
        return folder.resolve("seg-" + number + ".dat");
    }
}
