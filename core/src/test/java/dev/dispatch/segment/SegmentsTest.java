package dev.dispatch.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {

    @TempDir
    Path folder;

    private static Frame frame(Frame.Kind kind, int number, String text) {
        return new Frame(kind, number, Map.of("a.txt", text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read(int number) throws IOException {
        return new SegmentReader(folder)
                .read(number)
                .map(frame -> new String(frame.files().get("a.txt"), StandardCharsets.UTF_8))
                .orElse("none");
    }

    private void write(int count, long rollAt) throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(folder, rollAt)) {
            for (int i = 1; i <= count; i++) {
                writer.append(frame(Frame.Kind.BEGUN, i, "begun " + i));
                writer.append(frame(Frame.Kind.ENDED, i, "ended " + i));
            }
        }
    }

    @Test
    void theLastFrameOfARecordIsRead() throws IOException {
        write(5, Long.MAX_VALUE);

        assertThat(read(3)).isEqualTo("ended 3");
        assertThat(read(6)).isEqualTo("none");
        assertThat(new SegmentReader(folder).kinds())
                .hasSize(5)
                .allSatisfy((_, kind) -> assertThat(kind).isEqualTo(Frame.Kind.ENDED));
    }

    @Test
    void aFullSegmentIsFollowedByAnother() throws IOException {
        write(20, 200);

        assertThat(folder.resolve("seg-2.dat")).exists();
        for (int i = 1; i <= 20; i++) {
            assertThat(read(i)).isEqualTo("ended " + i);
        }
    }

    @Test
    void recordsAreFoundWithoutTheirIndex() throws IOException {
        write(20, 200);
        Files.delete(folder.resolve("index.bin"));

        assertThat(read(17)).isEqualTo("ended 17");
    }

    @Test
    void aWriterThatWasKilledInTheMiddleOfAFrameLeavesTheOnesBefore() throws IOException {
        write(3, Long.MAX_VALUE);
        Path segment = folder.resolve("seg-1.dat");
        byte[] whole = Files.readAllBytes(segment);
        int last = whole.length - frame(Frame.Kind.ENDED, 3, "ended 3").encoded().length;
        for (int length = last; length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));

            assertThat(read(3)).isEqualTo("begun 3");
            assertThat(read(2)).isEqualTo("ended 2");
            assertThat(new SegmentReader(folder).kinds().get(3)).isEqualTo(Frame.Kind.BEGUN);
        }
    }

    /** Changes one byte so many bytes before the end of the first segment. */
    private void damage(int beforeEnd) throws IOException {
        Path segment = folder.resolve("seg-1.dat");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - beforeEnd] ^= 1;
        Files.write(segment, bytes);
    }

    @Test
    void aDamagedFrameDoesNotHideTheOneBeforeIt() throws IOException {
        write(1, Long.MAX_VALUE);
        damage(1);

        assertThat(read(1)).isEqualTo("begun 1");
    }

    @Test
    void aRecordAllOfWhoseFramesAreDamagedIsNotThere() throws IOException {
        write(1, Long.MAX_VALUE);
        damage(1);
        damage(1 + frame(Frame.Kind.ENDED, 1, "ended 1").encoded().length);

        assertThat(read(1)).isEqualTo("none");
    }

    @Test
    void anEndThatTheIndexDoesNotKnowYetIsFound() throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(folder)) {
            writer.append(frame(Frame.Kind.BEGUN, 1, "begun 1"));
            byte[] before = Files.readAllBytes(folder.resolve("index.bin"));
            writer.append(frame(Frame.Kind.ENDED, 1, "ended 1"));
            Files.write(folder.resolve("index.bin"), before);
        }

        assertThat(read(1)).isEqualTo("ended 1");
    }

    @Test
    void thereIsNoRecordBelowZero() throws IOException {
        try (SegmentWriter writer = SegmentWriter.create(folder)) {
            writer.append(frame(Frame.Kind.ENDED, 1, "ended 1"));
        }
        Path segment = folder.resolve("seg-1.dat");
        Files.write(segment, frame(Frame.Kind.ENDED, -1, "x").encoded(), StandardOpenOption.APPEND);

        assertThat(read(-1)).isEqualTo("none");
        assertThat(read(Integer.MIN_VALUE)).isEqualTo("none");
        assertThat(new SegmentReader(folder).kinds()).containsOnlyKeys(1);
    }

    @Test
    void anIndexThatPointsToMoreThanAFrameCanHoldIsNotFollowed() throws IOException {
        write(1, Long.MAX_VALUE);
        Path segment = folder.resolve("seg-1.dat");
        int tooLong = Frame.HEAD + 2 * Frame.MOST_BYTES + 1;
        try (RandomAccessFile sparse = new RandomAccessFile(segment.toFile(), "rw")) {
            sparse.setLength(tooLong + 1L);
        }
        byte[] index = new byte[2 * Slot.BYTES];
        byte[] slot = new Slot(1, 1, 0, tooLong, Frame.Kind.ENDED).encoded();
        System.arraycopy(slot, 0, index, Slot.BYTES, slot.length);
        Files.write(folder.resolve("index.bin"), index);

        assertThat(read(1)).isEqualTo("ended 1");
    }

    @Test
    void whatIsNoSegmentHoldsNoRecord() throws IOException {
        Files.writeString(folder.resolve("seg-1.dat"), "x".repeat(500), StandardOpenOption.CREATE);
        Files.write(folder.resolve("index.bin"), new byte[500]);

        assertThat(read(1)).isEqualTo("none");
        assertThat(new SegmentReader(folder).kinds()).isEmpty();
    }

    @Test
    void segmentsThatAreThereAreNotWrittenOver() throws IOException {
        write(1, Long.MAX_VALUE);

        assertThatThrownBy(() -> SegmentWriter.create(folder)).hasMessageContaining("index.bin is there already");
    }
}
