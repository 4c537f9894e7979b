/// What stands beside the published rows: funnel, manifest, card, Croissant. Enter at
/// [pairmill.dataset.Manifest].
@NullMarked
package pairmill.dataset;

import org.jspecify.annotations.NullMarked;
