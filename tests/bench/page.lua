-- Pages for wrk: one path, again and again, with the headers of a browser that matter. The argument
-- after -- is what Accept-Encoding says. What came of it is printed as JSON after "RESULT".

function init(args)
  wrk.headers["Accept-Encoding"] = args[1]
  wrk.headers["Accept"] = "text/html"
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests":%d,"seconds":%.6f,"p50_ms":%.3f,"p99_ms":%.3f,"max_ms":%.3f,' ..
    '"socket_errors":%d,"status_errors":%d,"wrong_answers":0,"bytes":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    e.connect + e.read + e.write + e.timeout, e.status, summary.bytes))
end
