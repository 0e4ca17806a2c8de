package dev.dispatch.openapi;

import dev.dispatch.json.Position;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;

/** Reads documents in YAML; the only class that loads the library for it. */
final class YamlReader {

    private YamlReader() {}

    /**
     * Reads one document. Tags are not obeyed, aliases stand for what they name.
     *
     * @throws DocumentFault where the text is none
     */
    static PlacedTree read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YAMLFactory factory = YAMLFactory.builder()
                .loadSettings(LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .streamReadConstraints(DocumentReader.limits())
                .disable(YAMLReadFeature.PARSE_OCTAL_NUMBERS)
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (YAMLParser parser = (YAMLParser) factory.createParser(ObjectReadContext.empty(), body)) {
            return new DocumentReader(parser, parser::isCurrentAlias).document();
        } catch (StreamReadException | StreamConstraintsException e) {
            throw new DocumentFault("The document is not YAML: " + words(e), place(e));
        } catch (YamlEngineException e) {
            throw new DocumentFault("The document is not YAML: " + firstLine(e.getMessage()), new Position(1, 1));
        }
    }

    /** Jackson's own place is that of the last token that was right. */
    private static Position place(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException cause
                && cause.getProblemMark().isPresent()) {
            Mark mark = cause.getProblemMark().get();
            return new Position(mark.getLine() + 1, mark.getColumn() + 1);
        }
        return DocumentReader.position(e.getLocation());
    }

    private static String words(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException cause && cause.getProblem() != null) {
            String context = cause.getContext() == null ? "" : firstLine(cause.getContext()) + ", ";
            return context + firstLine(cause.getProblem());
        }
        return firstLine(e.getOriginalMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "it cannot be read"
                : message.lines().findFirst().orElse("it cannot be read");
    }
}
