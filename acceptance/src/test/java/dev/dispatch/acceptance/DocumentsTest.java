package dev.dispatch.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Path ROOT = Transcripts.ROOT;
    private static final Set<String> NOT_SOURCES = Set.of(".git", "target", "run-output", ".idea", ".vscode");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w./-])[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?![\\w/-])");
    private static final Pattern DECLARATION =
            Pattern.compile("(?:class|record|enum|interface) ([A-Z][A-Za-z0-9]*)\\b");

    @Test
    void theReadmeAndTheArchitectureNameOnlyClassesThatExist() throws IOException {
        Set<String> declared = declaredTypes();
        assertThat(declared).hasSizeGreaterThan(100);
        List<String> unknown = new ArrayList<>();
        for (String document : List.of("README.md", "ARCHITECTURE.md")) {
            Matcher code = CODE.matcher(Files.readString(ROOT.resolve(document)));
            while (code.find()) {
                Matcher type = TYPE.matcher(code.group(1));
                while (type.find()) {
                    if (!declared.contains(type.group())) {
                        unknown.add(document + ": " + code.group());
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theArchitectureNamesClassesAtAll() throws IOException {
        Matcher code = CODE.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
        Set<String> declared = declaredTypes();
        assertThat(code.results().filter(word -> declared.contains(word.group(1))))
                .hasSizeGreaterThan(5);
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : files(".md")) {
            Matcher link = LINK.matcher(withoutFences(Files.readString(document)));
            while (link.find()) {
                if (!link.group(1).matches("[a-z]+:.*")) {
                    links++;
                    if (!leadsSomewhere(document, link.group(1))) {
                        broken.add(ROOT.relativize(document) + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    /** {@code docs/} is in the archives of a release too, where the sources are not. */
    @Test
    void docsLeadOnlyToWhatShipsWithThem() throws IOException {
        Set<String> shipped = Set.of("docs", "jobs", "modules", "README.md", "SKILL.md", "CHANGELOG.md", "LICENSE");
        List<String> outside = new ArrayList<>();
        for (Path document : files(".md")) {
            Matcher link = LINK.matcher(withoutFences(Files.readString(document)));
            while (document.startsWith(ROOT.resolve("docs")) && link.find()) {
                String path = link.group(1).replaceFirst("#.*", "");
                Path target = ROOT.relativize(document.resolveSibling(path).normalize());
                if (!path.matches("[a-z]+:.*")
                        && !shipped.contains(target.getName(0).toString())) {
                    outside.add(ROOT.relativize(document) + ": " + path);
                }
            }
        }
        assertThat(outside).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = URLDecoder.decode(hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!target.startsWith(ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0 || headings(Files.readString(target)).contains(link.substring(hash + 1));
    }

    /** The anchors that code hosts make of headings. */
    private static Set<String> headings(String document) {
        Set<String> anchors = new HashSet<>();
        withoutFences(document)
                .lines()
                .filter(line -> line.matches("#{1,6} .*"))
                .forEach(line -> anchors.add(line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-')));
        return anchors;
    }

    private static String withoutFences(String document) {
        StringBuilder text = new StringBuilder();
        boolean fenced = false;
        for (String line : document.lines().toList()) {
            boolean fence = line.stripLeading().startsWith("```");
            fenced ^= fence;
            text.append(fenced || fence ? "" : line).append('\n');
        }
        return text.toString();
    }

    private static Set<String> declaredTypes() throws IOException {
        Set<String> types = new HashSet<>();
        for (Path source : files(".java")) {
            Matcher declaration = DECLARATION.matcher(Files.readString(source));
            while (declaration.find()) {
                types.add(declaration.group(1));
            }
        }
        return types;
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> Stream.iterate(file, path -> !path.equals(ROOT), Path::getParent)
                            .noneMatch(path ->
                                    NOT_SOURCES.contains(path.getFileName().toString())))
                    .toList();
        }
    }
}
