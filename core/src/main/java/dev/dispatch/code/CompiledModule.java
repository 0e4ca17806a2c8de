package dev.dispatch.code;

import dev.dispatch.job.ActionKey;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A module that was compiled from source, and the jar that keeps it: the description first, then the classes by name,
 * stored and not deflated, with one fixed time. So equal classes make equal bytes on every machine.
 *
 * @param classes by their binary name
 */
record CompiledModule(DescribedModule description, SortedMap<String, byte[]> classes) {

    /** Where in a jar that dispatch made its description is. */
    static final String DESCRIPTION = "META-INF/dispatch/module.json";

    /** Of what the description looks like. */
    private static final int FORMAT = 1;

    /** Not 1 January 1980, which the JDK takes for a time that it has to write in full, in the zone of this machine. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final String SUFFIX = ".class";

    CompiledModule {
        SortedMap<String, byte[]> byName = new TreeMap<>();
        byName.putAll(classes);
        classes = Collections.unmodifiableSortedMap(byName);
    }

    byte[] toJar() {
        ObjectNode json = Json.object().put("format", FORMAT);
        json.set("module", description.toJson());
        json.set("classes", Json.texts(classes.keySet()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, DESCRIPTION, Json.pretty(json).getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                add(zip, type.getKey().replace('.', '/') + SUFFIX, type.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** What {@link #toJar} wrote; empty where it is anything else, or is damaged. */
    static Optional<CompiledModule> ofJar(byte[] jar) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getMethod() != ZipEntry.STORED) {
                    return Optional.empty();
                }
                // Compares the sum, too.
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        byte[] description = entries.get(DESCRIPTION);
        return description == null ? Optional.empty() : joined(description, entries);
    }

    private static Optional<CompiledModule> joined(byte[] description, Map<String, byte[]> entries) {
        JsonNode json = document(description);
        Optional<DescribedModule> module = described(json);
        if (json == null || module.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (JsonNode name : json.path("classes")) {
            byte[] bytes = entries.get(name.asString("").replace('.', '/') + SUFFIX);
            if (bytes == null) {
                return Optional.empty();
            }
            classes.put(name.asString(""), bytes);
        }
        return Optional.of(new CompiledModule(module.get(), classes));
    }

    /** What the description inside a jar says; empty where it is of another version of dispatch or damaged. */
    static Optional<DescribedModule> described(byte[] description) {
        return described(document(description));
    }

    private static Optional<DescribedModule> described(@Nullable JsonNode json) {
        try {
            return json != null && json.path("format").asInt(0) == FORMAT
                    ? Optional.of(DescribedModule.of(json.required("module"))).filter(CompiledModule::isPossible)
                    : Optional.empty();
        } catch (JsonNodeException e) {
            return Optional.empty();
        }
    }

    /** Whoever makes a jar can write any description into it. */
    private static boolean isPossible(DescribedModule module) {
        Set<String> names = new HashSet<>();
        return module.actions().stream()
                .allMatch(action -> ActionKey.isPart(action.name())
                        && names.add(action.name())
                        && !action.description().isBlank());
    }

    private static @Nullable JsonNode document(byte[] bytes) {
        try {
            return Json.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            return null;
        }
    }
}
