using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Views;

/// <summary>A value, or nothing, as a view of the document shows it: what lies below is read through references.</summary>
internal readonly record struct ViewNode(DocumentNode? Node, DocumentView View)
{
    public bool Exists => Node is not null;

    public bool IsObject => Node?.IsObject == true;

    public bool IsArray => Node?.IsArray == true;

    public string? AsString => Node?.AsString;

    public bool? AsBoolean => Node?.AsBoolean;

    public NodeKind? Kind => Node?.Kind;

    /// <summary>The value of a member of an object; nothing when there is none.</summary>
    public ViewNode this[string name] => Node?[name] is { } value ? new(View.Follow(value), View) : new(null, View);

    public ViewNode this[int index] => Node is { IsArray: true } array && index >= 0 && index < array.Items.Count ? new(View.Follow(array.Items[index]), View) : new(null, View);

    /// <summary>The members of an object; nothing for other kinds.</summary>
    public IEnumerable<KeyValuePair<string, ViewNode>> Members()
    {
        for (int i = 0; i < (Node?.Members.Count ?? 0); i++)
        {
            DocumentMember member = Node!.Members[i];
            yield return new(member.Name, new ViewNode(View.Follow(member.Value), View));
        }
    }

    /// <summary>The items of an array; nothing for other kinds.</summary>
    public IEnumerable<ViewNode> Items()
    {
        for (int i = 0; i < (Node?.Items.Count ?? 0); i++)
            yield return new ViewNode(View.Follow(Node!.Items[i]), View);
    }

    /// <summary>JavaScript's notion of truth: not null, false, 0, NaN or the empty string.</summary>
    public bool IsTruthy => Truth.Of(Node);
}
