/** What the tests of every module share; the modules get it as this module's test jar. */
@NullMarked
package io.anamnesis.protocol.testing;

import org.jspecify.annotations.NullMarked;
