package dev.dispatch.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The POM of a library as it ships: without a parent, so that the one file names all that the library needs, with the
 * versions that the program was built with.
 */
final class LibraryPom {

    private static final String OWN_GROUP = "dev.dispatch";

    private final String version;
    private final Map<String, String> versions;

    /**
     * POMs of one release.
     *
     * @param version of everything of this project
     * @param components the list of components that the build's plugin made
     */
    LibraryPom(String version, Path components) throws IOException {
        this.version = version;
        this.versions = new HashMap<>();
        JsonNode list = JsonMapper.shared().readTree(Files.readString(components));
        for (JsonNode component : list.path("components")) {
            versions.put(
                    component.path("group").asString("") + ":"
                            + component.path("name").asString(""),
                    component.path("version").asString(""));
        }
    }

    /**
     * The text of it.
     *
     * @param module the POM that the library is built with
     * @throws IOException where it is no POM, or needs something that is not among the components
     */
    String of(Path module) throws IOException {
        Element project = parsed(module);
        StringBuilder needed = new StringBuilder();
        for (Element all : children(project, "dependencies")) {
            for (Element dependency : children(all, "dependency")) {
                if (!text(dependency, "scope").equals("test")) {
                    needed.append(dependency(text(dependency, "groupId"), text(dependency, "artifactId")));
                }
            }
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
                  <modelVersion>4.0.0</modelVersion>

                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <name>%s</name>
                  <description>%s</description>

                  <licenses>
                    <license>
                      <name>Apache-2.0</name>
                    </license>
                  </licenses>

                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(
                        OWN_GROUP,
                        text(project, "artifactId"),
                        version,
                        text(project, "name"),
                        text(project, "description"),
                        needed);
    }

    private String dependency(String group, String name) throws IOException {
        String of = group.equals(OWN_GROUP) ? version : versions.get(group + ":" + name);
        if (of == null) {
            throw new IOException("the list of components has no " + group + ":" + name);
        }
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                    </dependency>
                """.formatted(group, name, of);
    }

    private static Element parsed(Path pom) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
