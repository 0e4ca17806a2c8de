package dev.dispatch.record;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileTree;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.segment.Frame;
import dev.dispatch.segment.SegmentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The runs that lie in the segments of batches: the first time that one is opened, it gets a folder of its own beside them. */
final class BatchedRuns {

    private final Path root;

    BatchedRuns(Path root) {
        this.root = root;
    }

    /**
     * The folder of a run of a batch; empty where there is no such run.
     *
     * @throws dev.dispatch.problem.ProblemException where its segment cannot be read, or it still goes on
     */
    Optional<Path> folder(RunName run) {
        Optional<BatchName.OfBatch> place = BatchName.ofBatch(run);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Path batch = root.resolve(place.get().batch().id());
        Path own = batch.resolve(run.id());
        if (RunStore.isRecord(own)) {
            return Optional.of(own);
        }
        try {
            return SegmentReader.isThere(batch)
                    ? unpacked(batch, own, run, place.get().index())
                    : Optional.empty();
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.RUNTIME_ERROR,
                            "The run " + run.id() + " cannot be taken out of its batch: " + e.getMessage())
                    .details(Json.object().put("batchDir", batch.toString()))
                    .exception();
        }
    }

    /** Those that a short form means, such as {@code 0a1b-017}; none for every other text. */
    List<RunName> named(String reference) {
        List<RunName> found = new ArrayList<>();
        BatchName.inShort(reference).ifPresent(run -> {
            String[] names = root.toFile().list();
            for (String name : names == null ? new String[0] : names) {
                if (name.endsWith(run.end()) && BatchName.parse(name).isPresent()) {
                    at(root.resolve(name), run.index()).ifPresent(found::add);
                }
            }
        });
        return found;
    }

    /** Empty where there is none; a segment that cannot be read says so once the run is asked for by its id. */
    private static Optional<RunName> at(Path batch, int index) {
        try {
            return SegmentReader.isThere(batch)
                    ? new SegmentReader(batch)
                            .read(index)
                            .map(frame -> frame.files().get(RecordFiles.META))
                            .map(meta -> Json.parse(new String(meta, StandardCharsets.UTF_8)))
                            .flatMap(meta -> RunName.parse(meta.path("runId").asString("")))
                    : Optional.empty();
        } catch (IOException | JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> unpacked(Path batch, Path own, RunName run, int index) throws IOException {
        SegmentReader reader = new SegmentReader(batch);
        Optional<Frame> frame = reader.read(index).filter(found -> isOf(found, run));
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        if (frame.get().kind() != Frame.Kind.ENDED && RunLock.isHeld(batch)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "The run " + run.id() + " still goes on; its batch records it when it ends")
                    .exception();
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (frame.get().kind() == Frame.Kind.BEGUN || frame.get().files().containsKey(RecordFiles.JOURNAL)) {
            reader.read(0).ifPresent(shared -> files.putAll(shared.files()));
        }
        files.putAll(frame.get().files());
        write(batch, own, files);
        return Optional.of(own);
    }

    private static boolean isOf(Frame frame, RunName run) {
        byte[] meta = frame.files().get(RecordFiles.META);
        return meta != null && new String(meta, StandardCharsets.UTF_8).contains("\"" + run.id() + "\"");
    }

    /** In one step, so that two who open it at once find a whole one. */
    private static void write(Path batch, Path own, Map<String, byte[]> files) throws IOException {
        Path staged = batch.resolve(
                ".new-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        try {
            Map<Path, byte[]> contents = new LinkedHashMap<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path target = inside(staged, file.getKey());
                contents.put(target, file.getValue());
            }
            AtomicFile.write(contents, AtomicFile.Durability.PROCESS);
            try {
                Files.move(staged, own, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!RunStore.isRecord(own)) {
                    throw e;
                }
            }
        } finally {
            if (Files.exists(staged)) {
                FileTree.delete(staged);
            }
        }
    }

    private static Path inside(Path folder, String name) throws IOException {
        try {
            Path file = folder.resolve(name).normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Told below, as a name that leads out is.
        }
        throw new IOException("a name in its segment leads out of the record");
    }
}
