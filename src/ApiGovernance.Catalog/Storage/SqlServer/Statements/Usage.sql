-- statement AddUsage
UPDATE dbo.usage WITH (UPDLOCK, HOLDLOCK)
SET calls = calls + @Calls, failures = failures + @Failures,
    last_call = CASE WHEN last_call < @LastCall THEN @LastCall ELSE last_call END,
    reported_to = CASE WHEN reported_to < @ReportedTo THEN @ReportedTo ELSE reported_to END
WHERE usage_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.usage (usage_key, day, api, version, operation, consumer, calls, failures, last_call, reported_to)
  VALUES (@Key, @Day, @Api, @Version, @Operation, @Consumer, @Calls, @Failures, @LastCall, @ReportedTo);

-- statement ReadUsage
SELECT api AS Api, version AS Version, operation AS Operation, consumer AS Consumer, SUM(calls) AS Calls, SUM(failures) AS Failures,
       MAX(last_call) AS LastCall, MAX(reported_to) AS ReportedTo
FROM dbo.usage
WHERE (@Api IS NULL OR api = @Api) AND (@Version IS NULL OR version = @Version) AND day >= @Since
GROUP BY api, version, operation, consumer
ORDER BY api, version, operation, consumer
OPTION (RECOMPILE);
