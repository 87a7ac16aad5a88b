using Parley.AuditLoad;

try
{
    if (args is ["--help" or "-h", ..])
    {
        Console.WriteLine(AuditLoadOptions.Usage);
        return 0;
    }

    var options = AuditLoadOptions.Parse(args);
    return Measurement.Run(options) || !options.Strict ? 0 : 1;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
