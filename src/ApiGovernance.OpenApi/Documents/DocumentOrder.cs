using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Puts the members of an object or the items of an array into another order, each with its own text.</summary>
public static class DocumentOrder
{
    /// <param name="order">For each place, the index of the part that is to stand there.</param>
    /// <returns>False, and nothing is changed, where comments or aliases between the parts would be torn from what they speak of.</returns>
    public static bool TryReorder(this DocumentEdit edit, SourceDocument document, DocumentNode owner, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(order);
        (int Start, int End)[] parts = owner.IsObject
            ? [.. owner.Members.Select(member => (member.NameStart, member.Value.Start >= member.NameEnd ? member.Value.End : -1))]
            : [.. owner.Items.Select(item => (item.Start, item.End))];
        ReadOnlySpan<byte> bytes = document.Text is { } text ? text.Utf8.Span : default;
        for (int i = 0; i < parts.Length; i++)
        {
            // The value of an alias stands elsewhere.
            if (parts[i].End < parts[i].Start || (i > 0 && parts[i].Start < parts[i - 1].End))
                return false;
            parts[i].End -= TrailingBlanks(bytes[parts[i].Start..parts[i].End]);
        }

        int from = parts[0].Start, to = parts[^1].End;
        if (document.FindComments().All.Any(comment => IsBetween(comment.Span, owner)))
            return false;
        for (int i = 0; i < parts.Length; i++)
        {
            if (order[i] != i)
                edit.ReplaceSpan(parts[i].Start, parts[i].End, System.Text.Encoding.UTF8.GetString(bytes[parts[order[i]].Start..parts[order[i]].End]));
        }

        return from < to;
    }

    private static int TrailingBlanks(ReadOnlySpan<byte> part) => part.Length - part.TrimEnd(" \t\r\n"u8).Length;

    private static bool IsBetween(SourceSpan comment, DocumentNode owner)
    {
        SourceSpan span = owner.Span;
        return comment.Line >= span.Line && comment.Line <= span.EndLine;
    }
}
