package dev.dispatch.cli.command;

import dev.dispatch.cli.output.Page;
import dev.dispatch.cli.output.Tone;
import dev.dispatch.json.Extent;
import dev.dispatch.openapi.Imported;
import dev.dispatch.openapi.NotExpressed;
import dev.dispatch.openapi.OpenApiDocument;
import dev.dispatch.openapi.OpenApiImport;
import dev.dispatch.openapi.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@code module init} that reads an OpenAPI document. */
final class ModuleImport {

    private static final String SPEC = "--from-openapi";
    private static final String INCLUDE = "--include";
    private static final String EXCLUDE = "--exclude";
    private static final String REPORT = "OPENAPI-IMPORT.md";

    private static final long LARGE = 1024 * 1024;

    private final Imported imported;
    private final Path source;

    private ModuleImport(Imported imported, Path source) {
        this.imported = imported;
        this.source = source;
    }

    static CommandSpec addTo(CommandSpec spec) {
        spec.addOption(Options.text(SPEC, "FILE", "an OpenAPI 3.0 or 3.1 document, JSON or YAML, for HTTP actions"));
        spec.addOption(Options.repeated(
                INCLUDE, "X", "only operations of this path (/pets/*), method and path, tag, operationId or action"));
        return spec.addOption(Options.repeated(EXCLUDE, "X", "without operations of this form; wins over " + INCLUDE));
    }

    /** Says too where the selection stands alone. */
    static boolean isWanted(Invocation invocation) {
        boolean wanted = invocation.text(SPEC).isPresent();
        for (String option : List.of(INCLUDE, EXCLUDE)) {
            if (!wanted && !invocation.texts(option).isEmpty()) {
                throw invocation.usage("Option " + option + " selects operations of an OpenAPI document: add " + SPEC);
            }
        }
        return wanted;
    }

    static ModuleImport of(Invocation invocation, String name, String version) {
        Path source = invocation.path(SPEC, invocation.required(SPEC));
        Selection selection = new Selection(invocation.texts(INCLUDE), invocation.texts(EXCLUDE));
        remark(invocation, source);
        OpenApiDocument document = OpenApiDocument.read(source);
        return new ModuleImport(OpenApiImport.of(document, name, version, selection), source);
    }

    /** A large document takes seconds. */
    private static void remark(Invocation invocation, Path source) {
        try {
            if (Files.isRegularFile(source) && Files.size(source) > LARGE) {
                invocation.session().writer().remark("reading " + source);
            }
        } catch (IOException e) {
            // Whoever reads it says why it cannot be read.
            return;
        }
    }

    ObjectNode manifest() {
        return imported.manifest();
    }

    String source() {
        return String.valueOf(source.getFileName());
    }

    /** The page with all that the module does not say. */
    Map<String, String> report() {
        StringBuilder page = new StringBuilder("# What the module does not say\n\nMade of `");
        page.append(plain(source())).append("`: ").append(counts()).append(".\n");
        List<NotExpressed> all = sorted();
        if (all.isEmpty()) {
            page.append("\nEverything of the document is in it.\n");
        }
        boolean leftOut = false;
        boolean less = false;
        for (NotExpressed item : all) {
            if (item.actionLeftOut() && !leftOut) {
                page.append("\n## Operations without an action\n\n");
                leftOut = true;
            } else if (!item.actionLeftOut() && !less) {
                page.append("\n## Said less exactly\n\n");
                less = true;
            }
            page.append("- ").append(plain(line(item))).append('\n');
        }
        return Map.of(REPORT, page.toString());
    }

    void addTo(ObjectNode document, Extent extent) {
        ObjectNode counts = document.putObject("imported");
        counts.put("operations", imported.counts().operations());
        counts.put("selected", imported.counts().selected());
        counts.put("actions", imported.counts().actions());
        counts.put("schemas", imported.counts().schemas());
        List<NotExpressed> all = sorted();
        List<NotExpressed> shown = extent.first(all);
        ObjectNode left = document.putObject("notExpressed");
        left.put("total", all.size()).put("shown", shown.size());
        ArrayNode items = left.putArray("items");
        shown.forEach(item -> items.add(item.toJson()));
    }

    void write(Page page, Extent extent) {
        page.line("  " + counts());
        List<NotExpressed> all = sorted();
        if (all.isEmpty()) {
            return;
        }
        List<NotExpressed> shown = extent == Extent.WHOLE || all.size() <= 10 ? all : all.subList(0, 10);
        page.line("not or not exactly in the module:");
        for (NotExpressed item : shown) {
            page.add(item.actionLeftOut() ? Tone.CAUTION : Tone.FAINT, item.actionLeftOut() ? "  no action  " : "  ");
            page.line(line(item));
        }
        if (shown.size() < all.size()) {
            page.line("  and " + (all.size() - shown.size()) + " more in " + REPORT + " (--full shows all)");
        }
    }

    /** Those that cost an action first, else in the order of the document. */
    private List<NotExpressed> sorted() {
        return imported.notExpressed().stream()
                .sorted(Comparator.comparing(item -> !item.actionLeftOut()))
                .toList();
    }

    private String counts() {
        Imported.Counts counts = imported.counts();
        return counts.actions() + (counts.actions() == 1 ? " action" : " actions") + " of " + counts.operations()
                + (counts.operations() == 1 ? " operation" : " operations")
                + (counts.selected() < counts.operations() ? ", " + counts.selected() + " of them selected" : "");
    }

    private static String line(NotExpressed item) {
        String place =
                item.position() == null ? "" : " (line " + item.position().line() + ")";
        String operation = item.operation() == null ? "" : item.operation() + ": ";
        return operation + item.what() + place + ": " + item.why();
    }

    /** A line of a page, whatever the document holds. */
    private static String plain(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> line.append(c < ' ' ? ' ' : c == '`' ? '\'' : (char) c));
        return line.toString().replace("<", "&lt;");
    }
}
