-- wrk asks the addresses of a file, one after another, over and over: a path a line, then a tab and its tag, if any.
local requests, turn = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, tag = line:match("^([^\t]*)\t?(.*)$")
    local headers = tag ~= "" and { ["If-None-Match"] = tag } or {}
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end
