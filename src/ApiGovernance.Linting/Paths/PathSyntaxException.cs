namespace ApiGovernance.Linting.Paths;

/// <summary>A path or filter that is not of the dialect; becomes a finding at the rule that holds it.</summary>
internal sealed class PathSyntaxException(string path, int at, string problem)
    : Exception($"`{path}` at character {at + 1}: {problem}.");
