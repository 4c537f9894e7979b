# shellcheck shell=bash
# Sourced by mvnw and pairmill: makes JAVA_HOME a JDK of at least version 25, or says what is missing.
wanted_jdk=25

# Prints the feature version of the JDK in folder $1, or nothing where there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the folder of the java on the PATH, wherever it is.
java_on_path() {
  command -v java >/dev/null || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

chosen_jdk=
for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
  "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home path; do
  [ "$jdk" = path ] && jdk=$(java_on_path)
  version=$(jdk_version "$jdk")
  if [ "${version:-0}" -ge "$wanted_jdk" ]; then
    chosen_jdk=$jdk
    break
  fi
done
if [ -z "$chosen_jdk" ]; then
  echo "Pairmill needs JDK $wanted_jdk or newer and found none. Install one, or set JAVA_HOME to its folder." >&2
  exit 3
fi
export JAVA_HOME="$chosen_jdk"
unset wanted_jdk chosen_jdk jdk version
