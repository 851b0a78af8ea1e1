-- statement AddUnregistered
UPDATE dbo.unregistered_calls WITH (UPDLOCK, HOLDLOCK)
SET calls = calls + @Calls,
    first_call = CASE WHEN first_call > @FirstCall THEN @FirstCall ELSE first_call END,
    last_call = CASE WHEN last_call < @LastCall THEN @LastCall ELSE last_call END
WHERE call_key = @Key AND day = @Day;
IF @@ROWCOUNT = 0
  INSERT INTO dbo.unregistered_calls (call_key, day, api, path, method, consumer, network, calls, first_call, last_call)
  VALUES (@Key, @Day, @Api, @Path, @Method, @Consumer, @Network, @Calls, @FirstCall, @LastCall);

-- statement ReadUnregistered
SELECT api AS Api, path AS Path, method AS Method, consumer AS Consumer, network AS Network, SUM(calls) AS Calls,
       MIN(first_call) AS FirstCall, MAX(last_call) AS LastCall
FROM dbo.unregistered_calls
WHERE day >= @Since
GROUP BY api, path, method, consumer, network
ORDER BY api, path, method, consumer, network;
