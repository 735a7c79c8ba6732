-- Pages for wrk: one path, again and again, with the headers of a browser that matter. The argument
-- after -- is what Accept-Encoding says. What came of it is printed as JSON after "RESULT".

require("result")

function init(args)
  wrk.headers["Accept-Encoding"] = args[1]
  wrk.headers["Accept"] = "text/html"
end
