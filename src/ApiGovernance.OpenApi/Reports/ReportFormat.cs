namespace ApiGovernance.OpenApi.Reports;

public enum ReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>For programs; see <see cref="JsonReport"/>.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>JUnit XML, for the test pages of CI servers.</summary>
    JUnit,

    /// <summary>Workflow commands which GitHub turns into annotations.</summary>
    GitHub,

    /// <summary>GitLab's code quality report.</summary>
    GitLab,

    /// <summary>For pull request comments and job summaries.</summary>
    Markdown,

    /// <summary>One page that needs nothing else, for people without a terminal.</summary>
    Html,

    /// <summary>Logging commands of Azure Pipelines.</summary>
    Azure,

    /// <summary>Service messages of TeamCity.</summary>
    TeamCity,
}
