Console.WriteLine("apigov");
