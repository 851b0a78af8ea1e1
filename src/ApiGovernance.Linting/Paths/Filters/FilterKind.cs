namespace ApiGovernance.Linting.Paths.Filters;

/// <summary>The types of JavaScript that a filter can meet.</summary>
internal enum FilterKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Object,
    Array,

    /// <summary>A list that the expression itself writes or makes, e.g. <c>['get', 'put']</c>.</summary>
    List,
    Regex,

    /// <summary>What <c>x.constructor</c> is; its <c>name</c> is all that is asked of it.</summary>
    Constructor,

    /// <summary>JavaScript would throw here, as on a member of null: the filter does not match.</summary>
    Thrown,
}
