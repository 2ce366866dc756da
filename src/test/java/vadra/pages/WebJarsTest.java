package vadra.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bare module names become paths, and nothing else changes. */
class WebJarsTest {
    @Test
    void bareNamesBecomeVersionedPaths() {
        assertThat(WebJars.withPaths("import\"@lit/reactive-element\";import\"lit-html\";"))
                .isEqualTo("import\"/v/lit__reactive-element/2.1.2/reactive-element.js\";"
                        + "import\"/v/lit-html/3.3.2/lit-html.js\";");
        assertThat(WebJars.withPaths("export * from 'lit-html/directives/repeat.js';"))
                .isEqualTo("export * from '/v/lit-html/3.3.2/directives/repeat.js';");
    }

    @Test
    void pathsAndUnknownNamesStay() {
        var module = "import{a}from\"./a.js\";import b from 'unknown';const $ = 'from \"here\"';";
        assertThat(WebJars.withPaths(module)).isEqualTo(module);
    }
}
