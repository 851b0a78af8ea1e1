namespace ApiGovernance.Diff.Policies;

/// <summary>The members of an enumeration as a policy writes them: in lower case.</summary>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);

    public static string All { get; } = string.Join(", ", Enum.GetValues<T>().Select(Of));

    public static T? Find(string? word) => word is not null && ByWord.TryGetValue(word, out T value) ? value : null;

    public static string Of(T value) => value.ToString().ToLowerInvariant();
}
