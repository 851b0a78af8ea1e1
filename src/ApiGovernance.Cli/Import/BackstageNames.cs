using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Import;

/// <summary>Names and references of Backstage as names of ours: lower case, with hyphens.</summary>
internal static class BackstageNames
{
    private const int Longest = 63;

    /// <summary>Null when nothing is left that begins with a letter.</summary>
    public static string? Ours(string name)
    {
        StringBuilder ours = new();
        foreach (char letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
                ours.Append(letter);
            else if (ours.Length > 0 && ours[^1] != '-')
                ours.Append('-');
        }

        string text = ours.ToString().TrimEnd('-');
        return text.Length is > 0 and <= Longest && char.IsAsciiLetter(text[0]) ? text : null;
    }

    /// <summary><c>[kind:][namespace/]name</c>; the namespace is not kept.</summary>
    public static (string Kind, string Name) Reference(string text, string kindByDefault)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? kindByDefault : text[..colon].ToLowerInvariant();
        string rest = text[(colon + 1)..];
        return (kind, rest[(rest.LastIndexOf('/') + 1)..]);
    }

    /// <summary>The name that a reference gives, when it is of that kind; else null and a note.</summary>
    public static string? Named(BackstageEntity entity, string member, string kind, ImportNotes notes)
    {
        if (entity.Text("spec", member) is not { } text)
            return null;
        (string of, string name) = Reference(text, kind);
        if (of == kind && Ours(name) is { } ours)
            return ours;
        notes.Warning(
            entity.Place("spec", member), $"{entity}: `spec.{member}` is `{text}`, which is no {kind}; it is left out.", $"Name a {kind}, or write the member into the descriptor.");
        return null;
    }

    /// <summary>Those of the references that are of that kind.</summary>
    public static IEnumerable<(DocumentNode Node, string Name)> NamedIn(BackstageEntity entity, string member, string kind, string kindByDefault)
    {
        foreach (DocumentNode item in entity.Items("spec", member))
        {
            if (item.AsString is { } text && Reference(text, kindByDefault) is var reference && reference.Kind == kind && Ours(reference.Name) is { } ours)
                yield return (item, ours);
        }
    }
}
