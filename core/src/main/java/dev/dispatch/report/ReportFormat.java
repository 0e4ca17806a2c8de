package dev.dispatch.report;

import java.util.List;
import java.util.Optional;

/** The forms of a report. */
public enum ReportFormat {
    HTML("html", "report.html"),
    JUNIT("junit", "report.junit.xml"),
    HAR("har", "report.har"),
    MARKDOWN("markdown", "report.md");

    private final String word;
    private final String fileName;

    ReportFormat(String word, String fileName) {
        this.word = word;
        this.fileName = fileName;
    }

    /** As the command line and results name it. */
    public String word() {
        return word;
    }

    /** Its usual name in the folder of a run. */
    public String fileName() {
        return fileName;
    }

    public static Optional<ReportFormat> of(String word) {
        return List.of(values()).stream()
                .filter(format -> format.word.equals(word))
                .findFirst();
    }
}
