/// What works on a deployment on AWS. Enter at [pairmill.cli.aws.Deployed]. Commands name these
/// classes inside methods only, so that those which need no AWS load nothing of it.
@NullMarked
package pairmill.cli.aws;

import org.jspecify.annotations.NullMarked;
