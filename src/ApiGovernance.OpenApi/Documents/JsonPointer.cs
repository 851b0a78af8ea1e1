using System.Globalization;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>JSON pointers (RFC 6901) in their plain form, without percent-encoding. The empty pointer is the whole document.</summary>
public static class JsonPointer
{
    /// <summary>The pointer of member <paramref name="name"/> of what <paramref name="pointer"/> names.</summary>
    public static string Append(string pointer, string name) => $"{pointer}/{Escape(name)}";

    public static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary><c>~</c> becomes <c>~0</c>, <c>/</c> becomes <c>~1</c>.</summary>
    public static string Escape(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.AsSpan().IndexOfAny('~', '/') < 0
            ? name
            : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>The unescaped names of a pointer, or null when it neither is empty nor starts with a slash.</summary>
    public static IReadOnlyList<string>? Parse(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            return null;

        string[] names = pointer[1..].Split('/');
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Contains('~', StringComparison.Ordinal))
                names[i] = names[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return names;
    }

    /// <summary>The node that the pointer names below <paramref name="root"/>, or null. References on the way are not followed.</summary>
    public static DocumentNode? Evaluate(DocumentNode root, string pointer)
    {
        if (Parse(pointer) is not { } names)
            return null;

        DocumentNode? node = root;
        foreach (string name in names)
        {
            node = Child(node, name);
            if (node is null)
                return null;
        }

        return node;
    }

    /// <summary>The member or item that one name of a pointer selects, or null.</summary>
    public static DocumentNode? Child(DocumentNode node, string name)
    {
        if (node.IsObject)
            return node[name];

        // RFC 6901: an index has no sign, no leading zero and no white space.
        return node.IsArray
            && (name == "0" || (name.Length > 0 && name[0] is >= '1' and <= '9'))
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < node.Items.Count
                ? node.Items[index]
                : null;
    }
}
