namespace ApiGovernance.OpenApi.Findings;

/// <summary>Which engine made a finding. Reports group by it; the gate weighs by it.</summary>
public enum FindingKind
{
    /// <summary>The text could not be read as what it says it is (syntax, dangling reference, wrong shape).</summary>
    Document,

    /// <summary>A rule of a ruleset.</summary>
    Lint,

    /// <summary>A difference between two versions of a contract.</summary>
    Change,

    /// <summary>A descriptor of the catalog is wrong or contradicts another.</summary>
    Catalog,

    /// <summary>A contract differs from the canonical entity that it says it carries.</summary>
    Conformance,

    /// <summary>A contract covers what another one already offers.</summary>
    Overlap,

    /// <summary>A lifecycle or governance policy refuses the step.</summary>
    Policy,
}
