using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>How the gate decides (<c>policies/gate/default.yaml</c>).</summary>
public sealed record GatePolicy
{
    /// <summary>What holds without a file.</summary>
    public static GatePolicy Default { get; } = new();

    /// <summary>Whether a contract that could not be analysed in full is held back.</summary>
    public bool NotCheckedBlocks { get; init; } = true;

    /// <summary>The worst severity of a conformance finding that may be published; worse blocks.</summary>
    public Severity MaxConformanceSeverity { get; init; } = Severity.Warning;

    /// <summary>The least conformance score (0 to 100) of a published contract; null: none is asked.</summary>
    public int? MinConformanceScore { get; init; }

    /// <summary>The worst severity of an overlap that nobody has decided on; worse blocks.</summary>
    public Severity MaxOverlapSeverity { get; init; } = Severity.Warning;

    /// <summary>Days before its end from which a waiver that is in use warns.</summary>
    public int WaiverWarningDays { get; init; } = 14;

    /// <summary>Which rules bind added and changed parts only; null: every rule binds everything.</summary>
    public NewSurfaceRule? NewSurface { get; init; }

    /// <summary>Which contracts need somebody's approval; those that match are all asked, the most reviewers count.</summary>
    public IReadOnlyList<ApprovalRule> Approvals { get; init; } = [];
}

/// <summary>Rules that bind new surface only, so that an estate can adopt them without mending everything first.</summary>
/// <param name="Rules">Rule ids; <c>*</c> stands for any text.</param>
/// <param name="AddedOnly">True: only findings that the contract in force does not have. False: also those in parts that changed.</param>
public sealed record NewSurfaceRule(IReadOnlyList<string> Rules, bool AddedOnly);

/// <summary>When a contract must be approved by others before it is in force.</summary>
/// <param name="Reviewers">How many, none of them the one who submitted it.</param>
public sealed record ApprovalRule(int Reviewers)
{
    public ApiSelector AppliesTo { get; init; } = ApiSelector.Any;

    /// <summary>Stages of the version; empty: any.</summary>
    public IReadOnlyList<ApiStage> Stages { get; init; } = [];

    /// <summary>Steps that the change asks for (<c>first</c>, <c>patch</c>, <c>minor</c>, <c>major</c>); empty: any.</summary>
    public IReadOnlyList<string> Bumps { get; init; } = [];

    /// <summary>True: only when a waiver lets a breaking change through.</summary>
    public bool WaivedBreaksOnly { get; init; }
}
