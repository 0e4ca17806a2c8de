package dev.dispatch.cli.command;

import dev.dispatch.cli.output.Page;
import dev.dispatch.job.Dependencies;
import dev.dispatch.job.JobParser;
import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSource;
import dev.dispatch.json.JsonSyntaxException;
import dev.dispatch.module.ShippedJob;
import dev.dispatch.problem.IssueList;
import java.io.IOException;
import java.nio.file.Files;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a job that a module ships needs before its first step.
 *
 * @param dependencies those that could be read
 * @param problem why the file cannot be read; empty where it can
 */
record JobNeeds(Dependencies dependencies, String problem) {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    /** Reads a job as far as it can be read; whether it is right is the business of {@code job validate}. */
    static JobNeeds of(ShippedJob job) {
        try {
            if (Files.size(job.path()) > MOST_BYTES) {
                return unreadable("the file is larger than 16 MiB");
            }
            JsonSource source = JsonSource.read(Files.readString(job.path()));
            return new JobNeeds(
                    JobParser.parse(job.kind(), source, IssueList.about(source)).dependencies(), "");
        } catch (JsonSyntaxException e) {
            return unreadable(
                    "line " + e.position().line() + ", column " + e.position().column() + ": " + e.getMessage());
        } catch (IOException e) {
            return unreadable("the file cannot be read: " + e.getMessage());
        }
    }

    private static JobNeeds unreadable(String problem) {
        return new JobNeeds(Dependencies.NONE, problem);
    }

    /** A needed value of memory: {@code namespace.key}, and the job that stores it. */
    static String text(Dependencies.NeededMemory needed) {
        Dependencies.Fill fill = needed.fill();
        String seed = fill == null ? "" : " (seed: " + fill.module() + ":" + fill.job() + ")";
        return needed.namespace() + "." + needed.key() + seed;
    }

    /** The members {@code dependencies}, in the form of a job file, and {@code problem}, where there is any. */
    void addTo(ObjectNode job) {
        ObjectNode json = Json.object();
        if (!dependencies.modules().isEmpty()) {
            ArrayNode modules = json.putArray("modules");
            for (Dependencies.NeededModule needed : dependencies.modules()) {
                ObjectNode module = modules.addObject().put("name", needed.name());
                if (needed.version() != null) {
                    module.put("version", needed.version());
                }
            }
        }
        if (!dependencies.memory().isEmpty()) {
            ArrayNode memory = json.putArray("memory");
            dependencies.memory().forEach(needed -> memory.add(json(needed)));
        }
        if (!dependencies.http().isEmpty()) {
            ArrayNode required = json.putObject("http").putArray("required");
            dependencies.http().forEach(needed -> required.add(needed.path()));
        }
        if (!json.isEmpty()) {
            job.set("dependencies", json);
        }
        if (!problem.isEmpty()) {
            job.put("problem", problem);
        }
    }

    private static ObjectNode json(Dependencies.NeededMemory needed) {
        ObjectNode memory = Json.object().put("namespace", needed.namespace()).put("key", needed.key());
        Dependencies.Fill fill = needed.fill();
        if (fill != null) {
            memory.putObject("fill").put("module", fill.module()).put("job", fill.job());
        }
        return memory;
    }

    /** One line for each thing that is needed. */
    void writeTo(Page page, String indent) {
        if (!problem.isEmpty()) {
            page.line(indent + problem);
        }
        for (Dependencies.NeededModule needed : dependencies.modules()) {
            page.line(indent + "module: " + needed.name() + (needed.version() == null ? "" : " " + needed.version()));
        }
        dependencies.memory().forEach(needed -> page.line(indent + "memory: " + text(needed)));
        dependencies.http().forEach(needed -> page.line(indent + "http: http." + needed.path()));
    }
}
